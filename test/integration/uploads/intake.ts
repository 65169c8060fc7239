import { FileCheck } from '../../../src/uploads/file-check.js';
import { FileIntake } from '../../../src/uploads/file-intake.service.js';
import { FileTypes } from '../../../src/uploads/file-types.js';
import { MinioObjectStore } from '../../../src/storage/minio-object-store.js';
import { ObjectUrls } from '../../../src/storage/object-urls.js';
import { storeConfig } from '../storage/store-config.js';

export interface IntakeParts {
  intake: FileIntake;
  store: MinioObjectStore;
  urls: ObjectUrls;
  types: FileTypes;
}

/** The intake on a real store, put together as the module does. */
export function buildIntake(settings: NodeJS.ProcessEnv): IntakeParts {
  const config = storeConfig(settings);
  const store = new MinioObjectStore(config);
  const urls = new ObjectUrls(config);
  const types = new FileTypes(config);
  return { intake: new FileIntake(store, urls, new FileCheck(types)), store, urls, types };
}
