import { Buffer } from 'node:buffer';
import { essenceOf } from '../contract/media-type.ts';
import type { SchemaNode } from './generate/schema.ts';

/** Images of one pixel, as Base64. */
const images: Readonly<Record<string, string>> = {
  'image/png': 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'image/gif': 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==',
};

/** Makes the bytes of a small valid file of a media type; undefined for a type that it knows none of. */
export function sampleBytes(mediaType: string): Uint8Array | undefined {
  const essence = essenceOf(mediaType);
  if (Object.hasOwn(images, essence)) return Buffer.from(images[essence]!, 'base64');
  if (essence === 'image/jpeg' || essence === 'image/jpg') return jpeg();
  if (essence === 'image/svg+xml') return Buffer.from(svg);
  if (essence === 'application/pdf') return pdf();
  if (essence === 'application/zip') return Buffer.from(`PK\u0005\u0006${'\0'.repeat(18)}`, 'latin1');
  if (essence === 'application/octet-stream') return Uint8Array.from({ length: 16 }, (_, index) => index * 17);
  return undefined;
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect width="1" height="1"/></svg>\n';

/** A grey image of one pixel. Its segments are those that a decoder needs (ITU-T T.81 annex B, T.871 section 10). */
function jpeg(): Uint8Array {
  /** A Huffman table with one code, which is a bit long and stands for 0. */
  const table = (place: number): number[] => segment(0xc4, place, 1, ...Array<number>(15).fill(0), 0);
  return Uint8Array.from([
    0xff,
    0xd8,
    ...segment(0xe0, ...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0),
    ...segment(0xdb, 0, ...Array<number>(64).fill(1)),
    ...segment(0xc0, 8, 0, 1, 0, 1, 1, 1, 0x11, 0),
    ...table(0x00),
    ...table(0x10),
    ...segment(0xda, 1, 1, 0, 0, 63, 0),
    // Two codes, for the mean and for the end of the block, and the rest of the byte in ones.
    0b0011_1111,
    0xff,
    0xd9,
  ]);
}

/** A segment of a JPEG, with its marker and its length. */
function segment(marker: number, ...bytes: readonly number[]): number[] {
  const length = bytes.length + 2;
  return [0xff, marker, length >> 8, length & 0xff, ...bytes];
}

/** Whether a schema asks for nothing but bytes or any text. */
export function allowsAnyBytes(schema: SchemaNode | undefined): boolean {
  if (typeof schema !== 'object') return true;
  const { type = 'string', format = 'binary' } = schema;
  const isAboutMore = Object.keys(schema).some((key) => !plainKeys.has(key) && !key.startsWith('x-'));
  return type === 'string' && format === 'binary' && !isAboutMore;
}

/** The keywords that say nothing about the content of a text. */
const plainKeys = new Set(['type', 'format', 'title', 'description', 'contentMediaType', 'deprecated', 'readOnly']);

/** A page without content. The table at the end gives the place of each object (ISO 32000-1 section 7.5). */
function pdf(): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << >> >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 4\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
