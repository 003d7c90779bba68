import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number];

const SIDE = 96;

/** A real PNG: a square of one colour with a lighter one in it. `words` stand in it as bytes, to be found again. */
export function aPng([red, green, blue]: Colour = [11, 107, 87], words = ''): Buffer {
  const rows = Array.from({ length: SIDE }, (_, y) => {
    const row = Array.from({ length: SIDE }, (_empty, x) => {
      const inner = Math.hypot(x - SIDE / 2, y - SIDE / 2) < SIDE / 3;
      return inner
        ? [255 - (255 - red) / 3, 255 - (255 - green) / 3, 255 - (255 - blue) / 3]
        : [red, green, blue];
    });
    return Buffer.from([0, ...row.flat()]);
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(SIDE, 0);
  head.writeUInt32BE(SIDE, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    ...(words === '' ? [] : [chunk('tEXt', Buffer.from(`Comment\0${words}`, 'latin1'))]),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The beginning of a file of each type, as far as anybody looks. */
export const FIRST_BYTES = {
  'image/jpeg': Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1]),
  'image/png': aPng(),
  'image/webp': Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'),
  'image/gif': Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'),
  'video/mp4': Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0', 'latin1'),
  'video/quicktime': Buffer.from('\0\0\0\x14ftypqt  \0\0\0\0', 'latin1'),
} as const;
