export { MessagesRead } from './read-receipts.events.js';
export { ReadReceiptsModule } from './read-receipts.module.js';
export { ReadReceiptsService } from './read-receipts.service.js';
