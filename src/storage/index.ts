export { FileLinks } from './file-links.js';
export { createObjectStore, StorageModule } from './storage.module.js';
export { ObjectStore, type ListedObject, type ObjectAddress, type ObjectStart } from './object-store.js';
export { ObjectUrls } from './object-urls.js';
