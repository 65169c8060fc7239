import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Metrics } from './metrics.js';

@ApiTags('operations')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({
    summary: 'Figures for Prometheus',
    description: 'For the operator; the gateway does not route it.',
  })
  @ApiOkResponse({
    description: 'The text format of Prometheus',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  expose(): Promise<string> {
    return this.metrics.expose();
  }
}
