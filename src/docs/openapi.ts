import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { VERSION } from '../common/index.js';
import { EXAMPLES, REQUEST_BODY, SCHEMAS } from '../common/openapi/index.js';

const DESCRIPTION = `
Messaging between the galleries of a dealer marketplace: rooms about an offer, a vehicle or support.

* Every call under \`/chats\` needs \`Authorization: Bearer <JWT>\`, except \`GET /chats/capabilities\`.
* Answers are \`{ "success": true, "data": … }\` or \`{ "success": false, "error": { "code", "message" }, "request_id" }\`.
  Codes are stable; messages are Turkish or English by \`Accept-Language\`.
* Fields of answers are \`snake_case\`; fields of bodies and queries are \`camelCase\`. Times are ISO 8601 UTC.
* Live events travel by Socket.IO; they are described at [/docs/events](/docs/events).
`.trim();

type Operation = Record<string, unknown> & { parameters?: Parameter[] };
interface Parameter {
  name: string;
  in: string;
  schema?: object;
  description?: string;
}

const PATH_IDS: Record<string, Parameter> = {
  roomId: {
    name: 'roomId',
    in: 'path',
    description: 'The room',
    schema: { type: 'string', format: 'uuid', examples: [EXAMPLES.ids.room] },
  },
  id: {
    name: 'id',
    in: 'path',
    description: 'The message',
    schema: { type: 'string', format: 'uuid', examples: [EXAMPLES.ids.message] },
  },
};

/** The OpenAPI document of every route that the application has. */
export function buildOpenApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Dealer messaging')
    .setDescription(DESCRIPTION)
    .setVersion(VERSION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .addTag('rooms', 'Two galleries and the subject they talk about')
    .addTag('messages', 'Sending and reading')
    .addTag('read receipts', 'What has been read')
    .addTag('presence', 'Who is online')
    .addTag('files', 'Files go to the object store; messages point at them')
    .addTag('administration', 'For other services of the marketplace, and for its support')
    .addTag('service', 'What this installation can do')
    .addTag('operations', 'For the operator; the gateway does not route these')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    autoTagControllers: false,
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  // The DTO classes check input; what they look like on the wire is described by the calls themselves.
  document.components = {
    ...document.components,
    schemas: SCHEMAS,
  };
  for (const path of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(path as Record<string, Operation>))
      Object.assign(path, { [method]: finish(operation) });
  }
  return document;
}

/** Puts the described body where it belongs, and says what the ids of the path are. */
function finish({ [REQUEST_BODY]: requestBody, ...operation }: Operation): Operation {
  return {
    ...operation,
    ...(requestBody !== undefined && { requestBody }),
    parameters: operation.parameters?.map((parameter) =>
      parameter.in === 'path' ? { ...parameter, ...PATH_IDS[parameter.name] } : parameter,
    ),
  };
}
