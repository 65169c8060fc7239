export { SendMessageDto } from './dto/send-message.dto.js';
export { MessageSender } from './message-sender.js';
export { MessageSent } from './messages.events.js';
export { MessagesModule } from './messages.module.js';
export { SyncService } from './sync.service.js';
