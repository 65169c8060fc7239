import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/index.js';
import { MessagesModule } from '../messages/index.js';
import { AddressResolver, DnsResolver } from './address-resolver.js';
import { LinkPreviewProcessor } from './link-preview-processor.service.js';
import { LinkPreviewsRepository } from './link-previews.repository.js';
import { LinkPreviews } from './link-previews.service.js';
import { PageFetcher } from './page-fetcher.js';
import { PublicInternet, Reach } from './reach.js';

@Module({
  imports: [JobsModule, MessagesModule],
  providers: [
    { provide: Reach, useClass: PublicInternet },
    { provide: AddressResolver, useClass: DnsResolver },
    PageFetcher,
    LinkPreviews,
    LinkPreviewsRepository,
    LinkPreviewProcessor,
  ],
})
export class LinkPreviewsModule {}
