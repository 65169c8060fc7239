export { enqueueEach } from './jobs.statements.js';
export { Jobs } from './jobs.service.js';
export { JobsModule } from './jobs.module.js';
export { type JobData, type JobName } from './job-names.js';
