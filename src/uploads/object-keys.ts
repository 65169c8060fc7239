import { isUuid, newId } from '../common/index.js';
import type { FileType } from './file-types.js';

/** Where clients upload to. Objects here are not part of any message; a lifecycle rule may remove old ones. */
export const INCOMING = 'incoming';
/** Where accepted files lie. No upload policy is ever signed for a key here. */
export const ACCEPTED = 'files';

/** A new key to upload to; it says for which room and by which gallery. */
export const newUploadKey = (roomId: string, galleryId: string, type: FileType): string =>
  `${INCOMING}/${roomId}/${galleryId}/${fileName(type)}`;

/** A new key for an accepted file. */
export const newFileKey = (roomId: string, type: FileType): string =>
  `${ACCEPTED}/${roomId}/${fileName(type)}`;

/** The key of what is made of a file: the same each time, so that making it again leaves nothing behind. */
export const keyBeside = (key: string, extension: string): string => key.replace(/[^.]*$/, extension);

/** Whether the key was given to this gallery for an upload to this room. */
export function isUploadKey(key: string, roomId: string, galleryId: string): boolean {
  const [root, room, gallery, name, ...more] = key.split('/');
  return (
    root === INCOMING && room === roomId && gallery === galleryId && isGivenName(name) && more.length === 0
  );
}

/** Whether the key was given to anybody for an upload. */
export function isGivenUploadKey(key: string): boolean {
  const [, room, gallery] = key.split('/');
  return isUuid(room) && isUuid(gallery) && isUploadKey(key, room, gallery);
}

/** The room whose accepted file lies under the key; undefined when it is no such key. */
export const roomOfFileKey = (key: string): string | undefined =>
  isFileKey(key) ? key.split('/')[1] : undefined;

/** Whether the key is one under which this service keeps accepted files. */
export function isFileKey(key: string): boolean {
  const [root, room, name, ...more] = key.split('/');
  return root === ACCEPTED && isUuid(room) && isGivenName(name) && more.length === 0;
}

/** Whether the key lies where only this service decides what is accepted. */
export const isReservedKey = (key: string): boolean =>
  key.startsWith(`${INCOMING}/`) || key.startsWith(`${ACCEPTED}/`);

const fileName = ({ extensions: [extension] }: FileType): string => `${newId()}.${extension}`;

const isGivenName = (name: string | undefined): boolean => {
  const [id, extension, ...more] = (name ?? '').split('.');
  return isUuid(id) && /^[a-z0-9]{1,8}$/.test(extension ?? '') && more.length === 0;
};
