import { Buffer } from 'node:buffer';
import { essenceOf } from '../contract/media-type.ts';
import type { SchemaNode } from './generate/schema.ts';

/** Images of one pixel, as Base64. */
const images: Readonly<Record<string, string>> = {
  'image/png': 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'image/gif': 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
};

/** Makes the bytes of a small valid file of a media type; undefined for a type that it knows none of. */
export function sampleBytes(mediaType: string): Uint8Array | undefined {
  const essence = essenceOf(mediaType);
  if (Object.hasOwn(images, essence)) return Buffer.from(images[essence]!, 'base64');
  if (essence === 'application/pdf') return pdf();
  if (essence === 'application/zip') return Buffer.from(`PK\u0005\u0006${'\0'.repeat(18)}`, 'latin1');
  if (essence === 'application/octet-stream') return Uint8Array.from({ length: 16 }, (_, index) => index * 17);
  return undefined;
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
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
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
