import { readFile } from 'node:fs/promises';

export interface DemoFile {
  name: string;
  type: string;
  /** What the recorder says of a voice message: seconds, and how loud it is from its beginning to its end. */
  voice?: { duration: number; waveform: number[] };
  bytes(): Promise<Buffer>;
}

const kept = (name: string): Promise<Buffer> => readFile(new URL(`files/${name}`, import.meta.url));

/** A picture of a car, one of those in `files`. */
export const photo = (name: string): DemoFile => ({
  name,
  type: 'image/jpeg',
  bytes: () => kept(name),
});

export const report = (name: string, lines: string[]): DemoFile => ({
  name,
  type: 'application/pdf',
  bytes: async () => pdf(lines),
});

export const voiceMessage: DemoFile = {
  name: 'sesli-mesaj.m4a',
  type: 'audio/mp4',
  voice: {
    duration: 5.7,
    waveform: [
      66, 59, 65, 57, 0, 55, 66, 59, 64, 55, 64, 56, 68, 0, 63, 45, 77, 60, 72, 56, 68, 58, 69, 56, 61, 11,
    ],
  },
  bytes: () => kept('voice-message.m4a'),
};

/** One page of text, the first line larger. Its font has the letters of Western Europe only: no ğ, ı, İ, ş. */
function pdf([title = '', ...lines]: string[]): Buffer {
  const shown = (text: string) => `(${text.replaceAll(/[()\\]/g, '\\$&')}) Tj`;
  const page = [
    `BT /F1 22 Tf 56 760 Td ${shown(title)} /F1 13 Tf`,
    ...lines.map((line) => `0 -28 Td ${shown(line)}`),
    'ET',
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  // One byte for each letter, as the lengths above count them.
  return Buffer.from(text + table + trailer, 'latin1');
}
