import { resource } from '../../resource.ts';
import type { Department } from '../objects.ts';

export const PAGE = 'departments';
export const departments = resource<Department>('/departments');
