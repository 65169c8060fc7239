import { Module } from '@nestjs/common';
import { FileLinks } from './file-links.js';
import { MinioObjectStore } from './minio-object-store.js';
import { ObjectStore } from './object-store.js';
import { ObjectUrls } from './object-urls.js';

@Module({
  providers: [{ provide: ObjectStore, useClass: MinioObjectStore }, ObjectUrls, FileLinks],
  exports: [ObjectStore, ObjectUrls, FileLinks],
})
export class StorageModule {}
