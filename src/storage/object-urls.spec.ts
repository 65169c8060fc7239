import { storeConfig } from '../../test/integration/storage/store-config.js';
import { ObjectUrls } from './object-urls.js';

const urls = new ObjectUrls(
  storeConfig({
    S3_ENDPOINT: 'http://minio:9000',
    S3_PUBLIC_ENDPOINT: 'https://files.example.com',
    FILE_SOURCES: 'legacy-bucket/chat/,chat-files/old/,plain/old',
  }),
);

describe('ObjectUrls', () => {
  it('names an object at the public end point', () => {
    expect(urls.toUrl({ bucket: 'chat-files', key: 'files/a/b.png' })).toBe(
      'https://files.example.com/chat-files/files/a/b.png',
    );
  });

  it('reads back what it wrote, whatever the key', () => {
    const address = { bucket: 'legacy-bucket', key: 'chat/şasi no+1 (son)?#%2e.pdf' };
    expect(urls.toAddress(urls.toUrl(address))).toEqual(address);
  });

  it.each([
    ['the internal end point', 'http://minio:9000/chat-files/a.png'],
    ['a presigned link', 'https://files.example.com/chat-files/a.png?X-Amz-Signature=00#x'],
    ['a default port', 'https://files.example.com:443/chat-files/a.png'],
  ])('reads %s', (_, url) => {
    expect(urls.toAddress(url)).toEqual({ bucket: 'chat-files', key: 'a.png' });
  });

  it.each([
    ['another host', 'https://evil.example/chat-files/a.png'],
    ['another port', 'http://minio:9001/chat-files/a.png'],
    ['another scheme', 'http://files.example.com/chat-files/a.png'],
    ['the host as a user name', 'https://files.example.com@evil.example/chat-files/a.png'],
    ['a user name', 'https://user@files.example.com/chat-files/a.png'],
    ['the host as a prefix', 'https://files.example.com.evil.example/chat-files/a.png'],
    ['file:', 'file:///chat-files/a.png'],
    ['javascript:', 'javascript:alert(1)'],
    ['data:', 'data:image/png;base64,AAAA'],
    ['a link-local address', 'http://169.254.169.254/latest/meta-data/'],
    ['the loopback address', 'http://127.0.0.1:9000/chat-files/a.png'],
    ['a path', '/chat-files/a.png'],
    ['no scheme', '//files.example.com/chat-files/a.png'],
    ['nothing', ''],
    ['a step up', 'https://files.example.com/chat-files/incoming/../a.png'],
    ['an encoded step up', 'https://files.example.com/chat-files/incoming/%2e%2E/a.png'],
    ['a step in place', 'https://files.example.com/chat-files/./a.png'],
    ['an encoded slash', 'https://files.example.com/chat-files/incoming%2Fa.png'],
    ['an encoded backslash', 'https://files.example.com/chat-files/incoming%5Ca.png'],
    ['a backslash', 'https://files.example.com/chat-files\\a.png'],
    ['an encoded NUL', 'https://files.example.com/chat-files/a.png%00'],
    ['a line break', 'https://files.example.com/chat-files/a\n.png'],
    ['a tab in the host', 'https://files.exam\tple.com/chat-files/a.png'],
    ['broken encoding', 'https://files.example.com/chat-files/%zz.png'],
    ['an empty segment', 'https://files.example.com/chat-files//a.png'],
    ['a bucket only', 'https://files.example.com/chat-files'],
    ['an empty key', 'https://files.example.com/chat-files/'],
  ])('knows no object at %s', (_, url) => {
    expect(urls.toAddress(url)).toBeUndefined();
  });

  it('does not decode twice', () => {
    expect(urls.toAddress('https://files.example.com/chat-files/%252e%252e/a.png')).toEqual({
      bucket: 'chat-files',
      key: '%2e%2e/a.png',
    });
  });

  it.each([
    [{ bucket: 'legacy-bucket', key: 'chat/a.png' }, true],
    [{ bucket: 'legacy-bucket', key: 'private/a.png' }, false],
    [{ bucket: 'chat-files', key: 'old/a.png' }, true],
    [{ bucket: 'chat-files', key: 'chat/a.png' }, false],
    [{ bucket: 'other-bucket', key: 'chat/a.png' }, false],
    [{ bucket: 'plain', key: 'old/a.png' }, true],
    [{ bucket: 'plain', key: 'older/a.png' }, false],
    [{ bucket: 'plain', key: 'old' }, false],
  ])('%j is a named source: %s', (address, named) => {
    expect(urls.isNamedSource(address)).toBe(named);
  });
});
