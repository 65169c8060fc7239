import { storeConfig } from '../../test/integration/storage/store-config.js';
import { type AppError } from '../common/index.js';
import { FileCheck, type Announcement } from './file-check.js';
import { FileTypes } from './file-types.js';

const MB = 1024 * 1024;
const files = new FileCheck(new FileTypes(storeConfig()));
const photo: Announcement = { fileName: 'Şasi fotoğrafı.jpg', fileSize: 1000, fileType: 'image/jpeg' };

/** The fields that were refused, each with its rule. */
function faults(announced: Announcement): Record<string, string> {
  try {
    files.check(announced);
    return {};
  } catch (error) {
    expect(error).toMatchObject({ code: 'FILE_INVALID' });
    return Object.fromEntries((error as AppError).faults.map(({ field, rule }) => [field, rule]));
  }
}

describe('FileCheck', () => {
  it('lets a file that is in order pass', () => {
    expect(files.check(photo)).toMatchObject({ name: photo.fileName, mediaType: 'image/jpeg' });
  });

  it.each([
    ['FOTO.JPG', 'image/jpeg'],
    ['araç 🚗.jpeg', 'image/jpeg'],
    ['sesli mesaj.webm', 'audio/webm;codecs=opus'],
    ['rapor.v2 (son).pdf', 'application/pdf'],
    [`${'a'.repeat(251)}.png`, 'image/png'],
    [`${'🚗'.repeat(251)}.png`, 'image/png'],
  ])('accepts the name %s', (fileName, fileType) => {
    expect(faults({ ...photo, fileName, fileType })).toEqual({});
  });

  it.each([
    ['nothing', ''],
    ['a step up', '../a.jpg'],
    ['a path', 'a/b.jpg'],
    ['a Windows path', 'C:\\a.jpg'],
    ['dots only', '..'],
    ['NUL', 'a\0.jpg'],
    ['a line break', 'a\n.jpg'],
    ['a C1 control', 'a\u0085.jpg'],
    ['a right-to-left override', 'a\u202Egpj.jpg'],
    ['an isolate', 'a\u2067b.jpg'],
    ['a lone surrogate', 'a\uD83D.jpg'],
    ['256 characters', `${'a'.repeat(252)}.jpg`],
    ['300 characters', `${'a'.repeat(296)}.jpg`],
    ['no ending', 'foto'],
    ['an ending only', '.jpg'],
    ['the ending of another type', 'foto.png'],
    ['two endings, the last one bad', 'foto.jpg.svg'],
    ['a trailing space', 'foto.jpg '],
  ])('refuses a name with %s', (_, fileName) => {
    expect(faults({ ...photo, fileName })).toEqual({ fileName: 'fileName' });
  });

  it.each([0, -1, 1.5, 25 * MB + 1, 1e300, Number.NaN])('refuses %p bytes', (fileSize) => {
    expect(faults({ ...photo, fileSize })).toEqual({ fileSize: 'fileSize' });
  });

  it('accepts the largest size of each kind', () => {
    expect(faults({ ...photo, fileSize: 25 * MB })).toEqual({});
    const video = { fileName: 'tur.mp4', fileType: 'video/mp4', fileSize: 100 * MB };
    expect(faults(video)).toEqual({});
    expect(faults({ ...video, fileSize: 100 * MB + 1 })).toEqual({ fileSize: 'fileSize' });
  });

  it.each([
    ['logo.svg', 'image/svg+xml'],
    ['sayfa.html', 'text/html'],
  ])('refuses %s', (fileName, fileType) => {
    expect(faults({ ...photo, fileName, fileType })).toEqual({ fileType: 'fileType' });
  });

  it('names every fault at once', () => {
    expect(faults({ fileName: '../x', fileSize: -1, fileType: 'x/y' })).toEqual({
      fileName: 'fileName',
      fileSize: 'fileSize',
      fileType: 'fileType',
    });
  });

  it.each(['', 'application/octet-stream'])(
    'believes the ending when the sender names the type "%s"',
    (type) => {
      expect(files.checkUnsized('foto.HEIC', type)).toMatchObject({
        mediaType: 'image/heic',
        maxSize: 25 * MB,
      });
      expect(() => files.checkUnsized('kurulum.exe', type)).toThrow(
        expect.objectContaining({ code: 'FILE_INVALID' }),
      );
    },
  );
});
