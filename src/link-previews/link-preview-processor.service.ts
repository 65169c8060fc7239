import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { MessageView } from '../contracts/index.js';
import { EventBus } from '../events/index.js';
import { Jobs, type JobData } from '../jobs/index.js';
import { linkOf, MessageChanged, MessageChanges, MessageSent } from '../messages/index.js';
import { LinkPreviewsRepository, type LinkedText } from './link-previews.repository.js';
import { LinkPreviews } from './link-previews.service.js';

/** Pages at the same time: they are waited for, and cost little else. */
const AT_ONCE = 4;

type Linked = JobData['preview-link'];

/** Looks at the link of each text once the text stands, and has the message show what is behind it. */
@Injectable()
export class LinkPreviewProcessor implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly previews: LinkPreviews,
    private readonly repository: LinkPreviewsRepository,
    private readonly changes: MessageChanges,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    if (!this.previews.enabled) return;
    this.jobs.handle('preview-link', (linked) => this.process(linked), AT_ONCE);
    this.events.on(MessageSent, ({ message }) => this.wakeFor(message));
    this.events.on(MessageChanged, ({ change }) => this.wakeFor(change.message));
  }

  private wakeFor(message: MessageView): void {
    if (message.link_preview === null && linkOf(message.message_type, message.content) !== null) {
      this.jobs.wake('preview-link');
    }
  }

  /**
   * Publishes MessageChanged when there is something to show.
   * @throws AppError SERVICE_UNAVAILABLE, ROOM_BUSY
   */
  private async process({ roomId, messageId }: Linked): Promise<void> {
    const text = await this.repository.findText(roomId, messageId);
    const url = text && linkOf(text.message_type, text.content);
    if (typeof url !== 'string' || text?.link_preview !== null) return;
    const link_preview = await this.previews.fetch(url);
    if (link_preview === undefined) return;
    await this.changes.amend(roomId, messageId, ({ message }) =>
      isWaitingFor(message, url) ? { link_preview } : undefined,
    );
  }
}

/** Whether it still has this link: it may have been edited or deleted since. */
const isWaitingFor = ({ message_type, content, link_preview }: LinkedText, url: string): boolean =>
  link_preview === null && linkOf(message_type, content) === url;
