import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { buildAsyncApi } from './events/asyncapi.js';
import { renderEventsPage } from './events/events-page.js';

@ApiTags('operations')
@Controller('docs/events')
export class EventsController {
  private readonly json = JSON.stringify(buildAsyncApi());
  private readonly page = renderEventsPage(buildAsyncApi());

  @Get()
  @ApiOperation({
    summary: 'The socket events as AsyncAPI 3',
    description: 'A page to read when a browser asks.',
  })
  @ApiOkResponse({ content: { 'application/json': { schema: { type: 'object' } }, 'text/html': {} } })
  async show(@Headers('accept') accept: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const html = accept?.includes('text/html') ?? false;
    await reply
      .header('vary', 'Accept')
      .type(html ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8')
      .send(html ? this.page : this.json);
  }
}
