import { Module } from '@nestjs/common';
import { MessagesModule } from '../messages/index.js';
import { RoomsModule } from '../rooms/index.js';
import { Hits } from './hits.js';
import { BehindRooms } from './indexing/behind-rooms.js';
import { Indexer } from './indexing/indexer.js';
import { SearchIndex } from './indexing/search-index.js';
import { SearchIndexRepository } from './indexing/search-index.repository.js';
import { SearchController } from './search.controller.js';
import { SearchRepository } from './search.repository.js';
import { SearchService } from './search.service.js';
import { Dictionary } from './text/dictionary.js';
import { DictionaryRepository } from './text/dictionary.repository.js';
import { Reader } from './text/reader.js';

@Module({
  imports: [MessagesModule, RoomsModule],
  controllers: [SearchController],
  providers: [
    DictionaryRepository,
    Dictionary,
    Reader,
    SearchRepository,
    Hits,
    SearchService,
    SearchIndexRepository,
    SearchIndex,
    Indexer,
    BehindRooms,
  ],
})
export class SearchModule {}
