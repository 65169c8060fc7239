import type { INestApplication } from '@nestjs/common';
import { SwaggerModule } from '@nestjs/swagger';
import { buildOpenApi } from './openapi.js';

/**
 * Serves the OpenAPI document at /docs-json and a page to read it at /docs. To be called before the application is
 * initialised; the document is built when it is first asked for.
 */
export function setupDocs(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => buildOpenApi(app), {
    raw: ['json'],
    customSiteTitle: 'Dealer messaging API',
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true },
  });
}
