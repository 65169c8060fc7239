import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JobsModule } from '../jobs/index.js';
import { RoomsModule } from '../rooms/index.js';
import { StorageModule } from '../storage/index.js';
import { UploadsModule } from '../uploads/index.js';
import { AnyRoomHistory } from './any-room-history.service.js';
import { ChatMessage } from './chat-message.entity.js';
import { FileMessagesController } from './file-messages.controller.js';
import { ForwardingService } from './forwarding.service.js';
import { HistoryService } from './history.service.js';
import { MessageChangesRepository } from './message-changes.repository.js';
import { MessageChanges } from './message-changes.service.js';
import { MessageSender } from './message-sender.js';
import { MessageViews } from './message-view.js';
import { MessagesController } from './messages.controller.js';
import { MessagesRepository } from './messages.repository.js';
import { MessagesService } from './messages.service.js';
import { PreviewPromises } from './preview-promises.js';
import { SendBatches } from './send-batches.js';
import { SendRules } from './send-rules.js';
import { SyncService } from './sync.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([ChatMessage]), JobsModule, RoomsModule, UploadsModule, StorageModule],
  controllers: [MessagesController, FileMessagesController],
  providers: [
    MessagesRepository,
    PreviewPromises,
    SendBatches,
    SendRules,
    MessagesService,
    HistoryService,
    AnyRoomHistory,
    SyncService,
    ForwardingService,
    MessageSender,
    MessageViews,
    MessageChangesRepository,
    MessageChanges,
  ],
  exports: [MessageSender, MessageChanges, HistoryService, AnyRoomHistory, SyncService],
})
export class MessagesModule {}
