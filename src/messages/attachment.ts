import type { FileIntake, KeptFiles, ReceivedFile, StoredFile } from '../uploads/index.js';

/** The file of a message that is about to be sent. */
export interface Attachment {
  /** What the client named: the same for a repeat of the same request. */
  identity: unknown;
  /** Makes the file the service's own. @throws AppError FILE_INVALID, STORAGE_UNAVAILABLE */
  store(): Promise<StoredFile>;
  /** Removes what was stored for it, by `store` or before; for when no message names it. */
  discard(): Promise<void>;
}

/** Where a client says its file is. */
export interface FileReference {
  fileUrl: string;
  fileName: string;
  fileSize: number;
  fileType: string;
}

/** A file that the client uploaded to the object store on its own. */
export function uploadedAttachment(
  intake: FileIntake,
  kept: KeptFiles,
  galleryId: string,
  roomId: string,
  { fileUrl, fileName, fileSize, fileType }: FileReference,
): Attachment {
  const announced = { fileUrl, fileName, fileSize, fileType };
  let stored: StoredFile | undefined;
  return {
    // A presigned link's query changes from one reading to the next; the object does not.
    identity: { ...announced, fileUrl: fileUrl.split('?')[0] },
    store: async () => (stored = await intake.accept({ galleryId, roomId, ...announced })),
    discard: async () => {
      if (stored !== undefined) await kept.discard(stored);
    },
  };
}

/** The file of a message that is passed on. Its copy is another object: deleting either message leaves the other its own. */
export function forwardedAttachment(
  intake: FileIntake,
  kept: KeptFiles,
  roomId: string,
  file: StoredFile,
): Attachment {
  let stored: StoredFile | undefined;
  return {
    // The message that is passed on says which file it is.
    identity: null,
    store: async () => (stored = await intake.copy(roomId, file)),
    discard: async () => {
      if (stored !== undefined) await kept.discard(stored);
    },
  };
}

/** A file that came through the service and is stored already. */
export const receivedAttachment = (kept: KeptFiles, file: ReceivedFile): Attachment => ({
  identity: { sha256: file.sha256, name: file.name, size: file.size, type: file.type },
  store: () => Promise.resolve(file),
  discard: () => kept.discard(file),
});
