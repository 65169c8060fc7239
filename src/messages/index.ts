export { isMessageContent } from './message-content.js';
export { SendMessageDto } from './dto/send-message.dto.js';
export { MessageSender } from './message-sender.js';
export { type MessagePatch } from './message-changes.repository.js';
export { MessageChanges, type Standing } from './message-changes.service.js';
export { MessageChanged, MessageSent } from './messages.events.js';
export { MessagesModule } from './messages.module.js';
export { type MessageRow } from './messages.repository.js';
export { SyncService } from './sync.service.js';
