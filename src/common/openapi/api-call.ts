import { applyDecorators } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiExtension,
  ApiHeader,
  ApiOperation,
  type ApiParam,
  ApiQuery,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { ERROR_STATUS, type ErrorCode } from '../../contracts/index.js';
import { AppError, failure } from '../errors/index.js';
import { EXAMPLES } from './examples.js';
import type { Schema } from './schema.js';
import { ref } from './schemas.js';

/** Where a described body waits in the operation. */
export const REQUEST_BODY = 'x-request-body';

type SchemaObject = Exclude<Parameters<typeof ApiParam>[0], { type?: unknown }>['schema'];

export interface ApiAnswer {
  description: string;
  /** The schema of `data`; absent when the answer has none. */
  data?: Schema;
  pagination?: Schema;
  /** True when the answer has a `message` for people. */
  message?: boolean;
  examples: Record<string, object>;
}

export interface ApiCallOptions {
  tag: string;
  summary: string;
  description?: string;
  query?: { name: string; schema: Schema; description: string; required?: boolean }[];
  /** By media type. */
  body?: Record<string, { schema: Schema; examples?: Record<string, object> }>;
  /** By status. */
  answers: Record<number, ApiAnswer>;
  /** What this call refuses beyond what every call does. */
  errors?: ErrorCode[];
  /** No token, hence none of the errors that come with one. */
  public?: boolean;
}

/** What any call with a token can answer. */
const COMMON_ERRORS: ErrorCode[] = [
  'VALIDATION_FAILED',
  'UNAUTHORIZED',
  'GALLERY_FORBIDDEN',
  'RATE_LIMITED',
  'INTERNAL_ERROR',
  'SERVICE_UNAVAILABLE',
];
const BODY_ERRORS: ErrorCode[] = ['INVALID_JSON', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];

/** Describes one REST call in the OpenAPI document: what goes in, what comes out, and every error by its code. */
export function ApiCall(options: ApiCallOptions): MethodDecorator {
  const { tag, summary, description, query = [], body, answers, errors = [] } = options;
  const known = options.public ? [] : [...COMMON_ERRORS, ...(body === undefined ? [] : BODY_ERRORS)];
  return applyDecorators(
    ApiTags(tag),
    ApiOperation({ summary, ...(description !== undefined && { description }) }),
    ...(options.public ? [] : [ApiBearerAuth(), galleryHeader()]),
    languageHeader(),
    ...query.map(({ name, schema, description: about, required = false }) =>
      ApiQuery({ name, required, description: about, schema: schema as SchemaObject }),
    ),
    ...(body === undefined ? [] : [describeBody(body)]),
    ...Object.entries(answers).map(([status, answer]) => describeAnswer(Number(status), answer)),
    ApiErrors(...known, ...errors),
  );
}

/**
 * The error answers with these codes, each as an example in its whole envelope. To be used once for a method: a later
 * use for the same status would replace the earlier one.
 */
export function ApiErrors(...codes: ErrorCode[]): MethodDecorator & ClassDecorator {
  const byStatus = Map.groupBy(new Set(codes), (code) => ERROR_STATUS[code]);
  return applyDecorators(...[...byStatus].map(([status, group]) => describeErrors(status, group)));
}

function describeErrors(status: number, codes: ErrorCode[]): MethodDecorator & ClassDecorator {
  const waits = status === 429 || status === 503;
  return ApiResponse({
    status,
    description: codes.map((code) => `\`${code}\``).join(', '),
    ...(waits && {
      headers: {
        'Retry-After': {
          description: 'Seconds after which a repeat may succeed',
          schema: { type: 'integer' },
        },
      },
    }),
    content: {
      'application/json': {
        schema: ref('Failure'),
        examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
      },
    },
  });
}

function exampleOf(code: ErrorCode): object {
  if (code === 'VALIDATION_FAILED') {
    return failure(AppError.invalid('roomId', 'isUuid'), 'tr', EXAMPLES.requestId);
  }
  if (code === 'FILE_INVALID') {
    return failure(AppError.file('fileType', 'fileTypeMismatch'), 'tr', EXAMPLES.requestId);
  }
  return failure(new AppError(code), 'tr', EXAMPLES.requestId);
}

function describeAnswer(
  status: number,
  { description, data, pagination, message, examples }: ApiAnswer,
): MethodDecorator {
  const properties: Record<string, Schema> = {
    success: { type: 'boolean', const: true },
    ...(data !== undefined && { data }),
    ...(pagination !== undefined && { pagination }),
    ...(message && { message: { type: 'string' } }),
  };
  const schema: Schema = { type: 'object', properties, required: Object.keys(properties) };
  return ApiResponse({
    status,
    description,
    content: {
      'application/json': {
        schema: schema,
        examples: Object.fromEntries(
          Object.entries(examples).map(([name, value]) => [name, { value: { success: true, ...value } }]),
        ),
      },
    },
  });
}

/** The body is kept aside, since @nestjs/swagger knows only one schema for all media types; the document puts it back. */
function describeBody(body: NonNullable<ApiCallOptions['body']>): MethodDecorator {
  const content = Object.entries(body).map(([mediaType, { schema, examples = {} }]) => [
    mediaType,
    {
      schema,
      examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
    },
  ]);
  return ApiExtension(REQUEST_BODY, { required: true, content: Object.fromEntries(content) as object });
}

const galleryHeader = (): MethodDecorator =>
  ApiHeader({
    name: 'x-gallery-id',
    required: false,
    description: "The gallery to act for; the token's first when absent. Role `service` must send it.",
    schema: { type: 'string', format: 'uuid' },
  });

const languageHeader = (): MethodDecorator =>
  ApiHeader({
    name: 'Accept-Language',
    required: false,
    description: 'The language of `error.message`: `tr` or `en`',
    schema: { type: 'string' },
  });
