import { Module } from '@nestjs/common';
import { EditsModule } from '../edits/index.js';
import { JobsModule } from '../jobs/index.js';
import { PinsModule } from '../pins/index.js';
import { ReactionsModule } from '../reactions/index.js';
import { ErasureRepository } from './erasure.repository.js';
import { Erasure } from './erasure.service.js';

/** Carries out what the programs of `src/data.ts` ask for. */
@Module({
  imports: [JobsModule, EditsModule, PinsModule, ReactionsModule],
  providers: [ErasureRepository, Erasure],
})
export class PersonalDataModule {}
