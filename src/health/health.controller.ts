import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { VERSION } from '../common/index.js';
import { healthSchema, livenessSchema, readinessSchema } from './health.schemas.js';
import { HealthService, type Liveness, type Readiness } from './health.service.js';

/** For load balancers and operators: no token, and outside of API_PREFIX, since no gateway routes it. */
@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get('live')
  @ApiOperation({
    summary: 'Whether the process runs',
    description: 'Asks no dependency: a restart would not mend one.',
  })
  @ApiOkResponse({ schema: livenessSchema })
  live(): Liveness {
    return { status: 'up', version: VERSION, uptime_seconds: Math.floor(process.uptime()) };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Whether it can serve', description: 'Each dependency by its name.' })
  @ApiOkResponse({
    description: '`up`, or `degraded` without Redis, the object store or the virus scanner',
    schema: readinessSchema,
  })
  @ApiServiceUnavailableResponse({ description: '`down` or `shutting_down`', schema: readinessSchema })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.health.readiness();
    reply.status(statusOf(readiness));
    return readiness;
  }

  @Get()
  @ApiOperation({ summary: 'Both at once' })
  @ApiOkResponse({ schema: healthSchema })
  @ApiServiceUnavailableResponse({ description: '`down` or `shutting_down`', schema: healthSchema })
  async both(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ live: Liveness; ready: Readiness }> {
    const ready = await this.health.readiness();
    reply.status(statusOf(ready));
    return { live: this.live(), ready };
  }
}

const statusOf = ({ status }: Readiness): HttpStatus =>
  status === 'down' || status === 'shutting_down' ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK;
