import { Module } from '@nestjs/common';
import { AddressResolver, DnsResolver } from './address-resolver.js';
import { LinkPreviews } from './link-previews.service.js';
import { PageFetcher } from './page-fetcher.js';
import { PublicInternet, Reach } from './reach.js';

@Module({
  providers: [
    { provide: Reach, useClass: PublicInternet },
    { provide: AddressResolver, useClass: DnsResolver },
    PageFetcher,
    LinkPreviews,
  ],
  exports: [LinkPreviews],
})
export class LinkPreviewsModule {}
