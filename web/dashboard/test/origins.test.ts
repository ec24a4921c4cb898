import { expect, test } from 'vitest';
import { isInsecure, readOrigin } from '../src/settings/site/origins.ts';

test.each([
  ['https://shop.example', 'https://shop.example'],
  ['  https://Shop.Example/ ', 'https://shop.example'],
  ['https://shop.example:443', 'https://shop.example'],
  ['https://shop.example:8443', 'https://shop.example:8443'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['https://*.shop.example', 'https://*.shop.example'],
  ['https://دکان.example', 'https://xn--mgbp4e7t.example'],
])('%s is the origin %s', (typed, origin) => {
  expect(readOrigin(typed)).toEqual({ origin, fault: null });
});

test.each([
  ['shop.example', 'scheme'],
  ['*', 'scheme'],
  ['ftp://shop.example', 'scheme'],
  ['', 'scheme'],
  ['javascript:alert(1)', 'scheme'],
  ['https://', 'host'],
  ['https://shop example', 'host'],
  ['https://a.*.example', 'host'],
  ['https://*', 'host'],
  ['https://*.*.example', 'host'],
  ['https://user:secret@shop.example', 'host'],
  ['https://shop.example:99999', 'host'],
  ['https://shop.example/orders', 'path'],
  ['https://shop.example/?q=1', 'path'],
  ['https://shop.example/#top', 'path'],
])('%s is no origin: %s', (typed, fault) => {
  expect(readOrigin(typed)).toEqual({ origin: null, fault });
});

test.each([
  ['http://shop.example', true],
  ['http://localhost:3000', false],
  ['http://localhost.shop.example', true],
  ['http://127.0.0.1:8080', false],
  ['https://shop.example', false],
])('%s can be changed on its way: %s', (origin, insecure) => {
  expect(isInsecure(origin)).toBe(insecure);
});
