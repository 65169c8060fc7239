import { Module } from '@nestjs/common';
import { RoomsModule } from '../rooms/index.js';
import { ReadReceiptsController } from './read-receipts.controller.js';
import { ReadReceiptsRepository } from './read-receipts.repository.js';
import { ReadReceiptsService } from './read-receipts.service.js';

@Module({
  imports: [RoomsModule],
  controllers: [ReadReceiptsController],
  providers: [ReadReceiptsRepository, ReadReceiptsService],
  exports: [ReadReceiptsService],
})
export class ReadReceiptsModule {}
