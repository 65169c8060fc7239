import { FileCheck } from '../../../src/uploads/file-check.js';
import { FileIntake } from '../../../src/uploads/file-intake.service.js';
import { KeptFiles } from '../../../src/uploads/kept-files.service.js';
import type { Jobs } from '../../../src/jobs/index.js';
import { FileTypes } from '../../../src/uploads/file-types.js';
import { MinioObjectStore } from '../../../src/storage/minio-object-store.js';
import { ObjectUrls } from '../../../src/storage/object-urls.js';
import { NoVirusScanner } from '../../../src/virus-scan/no-virus-scanner.js';
import { storeConfig } from '../storage/store-config.js';

export interface IntakeParts {
  intake: FileIntake;
  kept: KeptFiles;
  store: MinioObjectStore;
  urls: ObjectUrls;
  types: FileTypes;
}

/** Nothing is promised here, since nothing is written to a database. */
const NO_JOBS = undefined as unknown as Jobs;

/** The intake on a real store, put together as the module does. */
export function buildIntake(settings: NodeJS.ProcessEnv): IntakeParts {
  const config = storeConfig(settings);
  const store = new MinioObjectStore(config);
  const urls = new ObjectUrls(config);
  const types = new FileTypes(config);
  const intake = new FileIntake(store, urls, new FileCheck(types), new NoVirusScanner());
  return { intake, kept: new KeptFiles(store, urls, NO_JOBS, config), store, urls, types };
}
