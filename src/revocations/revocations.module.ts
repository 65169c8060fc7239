import { Global, Module } from '@nestjs/common';
import { TokenRevocations } from '../auth/index.js';
import { KnownRevocations } from './known-revocations.js';
import { RevocationSignal } from './revocation-signal.js';
import { RevocationsController } from './revocations.controller.js';
import { RevocationsRepository } from './revocations.repository.js';
import { RevocationsService } from './revocations.service.js';

/** Global, since it gives `auth` the answer to its question without `auth` knowing of it. */
@Global()
@Module({
  controllers: [RevocationsController],
  providers: [
    RevocationsRepository,
    RevocationSignal,
    KnownRevocations,
    RevocationsService,
    { provide: TokenRevocations, useExisting: KnownRevocations },
  ],
  exports: [TokenRevocations],
})
export class RevocationsModule {}
