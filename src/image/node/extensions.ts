/** Extensions of the picture files that `decodeImage` reads, in lower case. */
export const PICTURE_EXTENSIONS: readonly string[] = [
  '.jpg',
  '.jpeg',
  '.png',
  '.webp',
  '.gif',
  '.tif',
  '.tiff',
  '.avif',
]
