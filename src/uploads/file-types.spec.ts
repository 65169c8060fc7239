import { storeConfig } from '../../test/integration/storage/store-config.js';
import { ConfigError } from '../config/index.js';
import { extensionOf, FileTypes } from './file-types.js';

const MB = 1024 * 1024;
const types = new FileTypes(storeConfig());

describe('FileTypes', () => {
  it.each([
    ['image/jpeg', 'image', 25],
    ['image/png', 'image', 25],
    ['image/webp', 'image', 25],
    ['image/gif', 'image', 25],
    ['image/heic', 'image', 25],
    ['application/pdf', 'document', 25],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'document', 25],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'document', 25],
    ['text/plain', 'document', 25],
    ['video/mp4', 'video', 100],
    ['video/webm', 'video', 100],
    ['audio/webm', 'audio', 25],
    ['audio/ogg', 'audio', 25],
    ['audio/mp4', 'audio', 25],
    ['audio/mpeg', 'audio', 25],
  ])('allows %s as %s of at most %i MB', (mediaType, kind, megabytes) => {
    const type = types.find(mediaType)!;
    expect(type.kind).toBe(kind);
    expect(types.maxSize(type)).toBe(megabytes * MB);
  });

  it.each([
    'image/svg+xml',
    'text/html',
    'application/xhtml+xml',
    'application/zip',
    'application/octet-stream',
    'application/x-msdownload',
    'text/javascript',
    'video/quicktime',
    '',
    '__proto__',
  ])('does not allow "%s"', (mediaType) => {
    expect(types.find(mediaType)).toBeUndefined();
  });

  it('takes a type however it is written, with its parameters', () => {
    expect(types.find('Audio/WebM; codecs=opus')?.kind).toBe('audio');
  });

  it('allows only what FILE_TYPES names', () => {
    const few = new FileTypes(storeConfig({ FILE_TYPES: 'image/png, Application/PDF' }));
    expect(few.find('image/png')).toBeDefined();
    expect(few.find('application/pdf')).toBeDefined();
    expect(few.find('image/jpeg')).toBeUndefined();
    expect(few.largest).toBe(25 * MB);
  });

  it('refuses to start with a type that cannot be allowed, and names it', () => {
    const build = () => new FileTypes(storeConfig({ FILE_TYPES: 'image/png,image/svg+xml,text/html' }));
    expect(build).toThrow(ConfigError);
    expect(build).toThrow(/"image\/svg\+xml"[^]*"text\/html"/);
  });

  it('takes sizes from the settings', () => {
    const small = new FileTypes(storeConfig({ FILE_MAX_BYTES: '1000', FILE_MAX_VIDEO_BYTES: '2000' }));
    expect(small.maxSize(small.find('image/png')!)).toBe(1000);
    expect(small.maxSize(small.find('video/mp4')!)).toBe(2000);
    expect(small.largest).toBe(2000);
  });
});

describe('extensionOf', () => {
  it.each([
    ['foto.jpg', 'jpg'],
    ['FOTO.GIF', 'gif'],
    ['FATURA.PDF', 'pdf'],
    ['arsiv.tar.gz', 'gz'],
    ['adsız', ''],
    ['.png', ''],
    ['foto.', ''],
  ])('of %s is "%s"', (name, extension) => expect(extensionOf(name)).toBe(extension));

  it('does not take a dotted İ or a dotless ı for an i', () => {
    expect(extensionOf('FOTO.GİF')).not.toBe('gif');
    expect(extensionOf('foto.gıf')).not.toBe('gif');
  });
});
