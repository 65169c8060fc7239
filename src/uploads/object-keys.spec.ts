import { storeConfig } from '../../test/integration/storage/store-config.js';
import { newId } from '../common/index.js';
import { FileTypes } from './file-types.js';
import {
  isFileKey,
  isGivenUploadKey,
  isReservedKey,
  isUploadKey,
  newFileKey,
  newUploadKey,
  roomOfFileKey,
} from './object-keys.js';

const png = new FileTypes(storeConfig()).find('image/png')!;
const [room, gallery, other] = [newId(), newId(), newId()];

describe('object keys', () => {
  it('an upload key is for its room and gallery only', () => {
    const key = newUploadKey(room, gallery, png);
    expect(key).toMatch(new RegExp(`^incoming/${room}/${gallery}/[0-9a-f-]{36}\\.png$`));
    expect(isUploadKey(key, room, gallery)).toBe(true);
    expect(isUploadKey(key, other, gallery)).toBe(false);
    expect(isUploadKey(key, room, other)).toBe(false);
    expect(isUploadKey(key, gallery, room)).toBe(false);
  });

  it('an accepted file is not an upload', () => {
    const key = newFileKey(room, png);
    expect(isFileKey(key)).toBe(true);
    expect(isUploadKey(key, room, gallery)).toBe(false);
    expect(isFileKey(newUploadKey(room, gallery, png))).toBe(false);
  });

  it.each([
    `incoming/${room}/${gallery}`,
    `incoming/${room}/${gallery}/`,
    `incoming/${room}/${gallery}/a.png`,
    `incoming/${room}/${gallery}/${newId()}`,
    `incoming/${room}/${gallery}/${newId()}.png/x`,
    `incoming/${room}/${gallery}/${newId()}.png.html`,
    `x/incoming/${room}/${gallery}/${newId()}.png`,
    `files/${room}/${newId()}.png`,
    '',
  ])('%s is not an upload key', (key) => expect(isUploadKey(key, room, gallery)).toBe(false));

  it('tells of a stored object whose it is', () => {
    expect(isGivenUploadKey(newUploadKey(room, gallery, png))).toBe(true);
    expect(isGivenUploadKey(newFileKey(room, png))).toBe(false);
    expect(isGivenUploadKey(`incoming/${room}/x/${newId()}.png`)).toBe(false);
    expect(roomOfFileKey(newFileKey(room, png))).toBe(room);
    expect(roomOfFileKey(newUploadKey(room, gallery, png))).toBeUndefined();
    expect(roomOfFileKey(`files/${room}/a.png`)).toBeUndefined();
  });

  it('both places are the service’s own', () => {
    expect(isReservedKey(newUploadKey(room, gallery, png))).toBe(true);
    expect(isReservedKey(newFileKey(room, png))).toBe(true);
    expect(isReservedKey('old/a.png')).toBe(false);
  });
});
