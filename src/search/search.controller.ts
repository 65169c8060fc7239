import { Controller, Get, Param, Query } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '../auth/index.js';
import type { FoundInRooms, FoundMessage, SearchPagination, Success } from '../contracts/index.js';
import { SearchQuery, SearchRoomQuery } from './dto/search.query.js';
import { ApiSearch, ApiSearchRoom } from './search.openapi.js';
import { SearchService } from './search.service.js';

@Controller('chats')
export class SearchController {
  constructor(private readonly search: SearchService) {}

  @Get('search')
  @ApiSearch()
  async everywhere(
    @CurrentPrincipal() principal: Principal,
    @Query() query: SearchQuery,
  ): Promise<Success<FoundInRooms[], SearchPagination>> {
    const { found, pagination } = await this.search.everywhere(principal, query);
    return { success: true, data: found, pagination };
  }

  @Get(':roomId/messages/search')
  @ApiSearchRoom()
  async inRoom(
    @CurrentPrincipal() principal: Principal,
    @Param('roomId') roomId: string,
    @Query() query: SearchRoomQuery,
  ): Promise<Success<FoundMessage[], SearchPagination>> {
    const { found, pagination } = await this.search.inRoom(principal, roomId, query);
    return { success: true, data: found, pagination };
  }
}
