import fc from 'fast-check';
import { WITHOUT_METADATA } from '../../../src/media/tools/without-metadata/index.js';
import { GPS_EXIF, moving, scene } from './samples.js';

/** Cut off, with bytes changed, or with something in between. */
const mangling = fc.record({
  cut: fc.double({ min: 0, max: 1, noNaN: true }),
  changes: fc.array(fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), to: fc.nat(255) }), {
    maxLength: 20,
  }),
  more: fc.uint8Array({ maxLength: 30 }),
});

describe('a mangled picture', () => {
  it('never fails the removal of metadata, nor grows, nor has anything to remove twice', async () => {
    const originals = {
      jpeg: await scene(60, 40).withExif(GPS_EXIF).jpeg({ progressive: true }).toBuffer(),
      png: await scene(60, 40).withExif(GPS_EXIF).png().toBuffer(),
      webp: await scene(60, 40).withExif(GPS_EXIF).webp().toBuffer(),
      gif: await moving('gif'),
    };
    const format = fc.constantFrom('jpeg' as const, 'png' as const, 'webp' as const, 'gif' as const);
    fc.assert(
      fc.property(format, mangling, (name, { cut, changes, more }) => {
        const file = Buffer.concat([originals[name], more]);
        for (const { at, to } of changes) file[Math.floor(at * file.length)] = to;
        const mangled = file.subarray(0, Math.ceil(cut * file.length));
        const cleaned = WITHOUT_METADATA[name](mangled);
        if (cleaned === undefined) return;
        expect(cleaned.bytes.length).toBeLessThanOrEqual(mangled.length);
        expect(WITHOUT_METADATA[name](cleaned.bytes)?.changed ?? false).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});
