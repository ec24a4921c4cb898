/** Bytes that the server takes at most. */
const MOST_BYTES = 32 * 1024;
/** Pixels; the chat shows it with 36, and screens have up to three for one. */
const SIZES = [128, 96, 64, 48];

export type ReadLogo = { logo: string; fault: null } | { logo: null; fault: 'faulty' | 'large' };

/** Any picture that the browser can read, as base64 of a WebP or PNG that is small enough. What else was in the file stays behind. */
export async function readLogo(file: Blob): Promise<ReadLogo> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return { logo: null, fault: 'faulty' };
  }
  try {
    for (const size of SIZES) {
      const logo = drawn(picture, size);
      if ((logo.length * 3) / 4 <= MOST_BYTES) return { logo, fault: null };
    }
    return { logo: null, fault: 'large' };
  } finally {
    picture.close();
  }
}

/** For an `img`. */
export function logoUrl(logo: string): string {
  return `data:image/${logo.startsWith('UklGR') ? 'webp' : 'png'};base64,${logo}`;
}

function drawn(picture: ImageBitmap, size: number): string {
  const scale = Math.min(1, size / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  // A browser that cannot write WebP writes PNG instead.
  return canvas.toDataURL('image/webp', 0.9).replace(/^[^,]*,/, '');
}
