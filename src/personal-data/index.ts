export { ErasureRepository, type Remains } from './erasure.repository.js';
export { ErasureRequests } from './erasure-requests.js';
export { ExportDirectory } from './export-directory.js';
export { ExportRepository } from './export.repository.js';
export { PersonExport } from './person-export.js';
export { PersonalDataModule } from './personal-data.module.js';
