import { Module } from '@nestjs/common';
import type { AppConfig } from '../config/index.js';
import { FileLinks } from './file-links.js';
import { MinioObjectStore } from './minio-object-store.js';
import { ObjectStore } from './object-store.js';
import { ObjectUrls } from './object-urls.js';

/** For a program that does without modules. */
export const createObjectStore = (config: AppConfig): ObjectStore => new MinioObjectStore(config);

@Module({
  providers: [{ provide: ObjectStore, useClass: MinioObjectStore }, ObjectUrls, FileLinks],
  exports: [ObjectStore, ObjectUrls, FileLinks],
})
export class StorageModule {}
