export { FileIntake, type FileOwner, type ReceivedFile, type StoredFile } from './file-intake.service.js';
export { type Announcement } from './file-check.js';
export { FileTypes } from './file-types.js';
export { KeptFiles, THUMBNAIL } from './kept-files.service.js';
export { StoredObjects, type FileObject } from './stored-objects.service.js';
export { readMultipartUpload, type FilePart, type MultipartUpload } from './multipart.js';
export { UploadSlots } from './upload-slots.js';
export { UploadsModule } from './uploads.module.js';
