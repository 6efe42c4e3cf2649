import type { Choices } from '../../../source/domain/compose/plan/plan.js';

export type Json = Record<string, unknown>;
/** A compose file as the tests change it. */
export type File = { name: string; services: Record<string, Json>; networks: Json; volumes: Json } & Json;

/** The things that a mutation may do beside changing the file. */
export type Hands = {
	/** Writes a file beside the compose file. */
	write(name: string, text: string): void;
	/** Runs the docker CLI. */
	docker(...args: string[]): void;
	container(service: string, number?: number): string;
};

export type Mutation = {
	title: string;
	change(file: File, hands: Hands): void;
	choices?: Partial<Choices>;
	/** A service, and words that its row of the plan must have. */
	says?: readonly (readonly [service: string, words: string | RegExp])[];
};

export const idle = ['sh', '-c', "trap 'exit 0' TERM; while :; do sleep 3600 & wait $$!; done"];
export const image = 'plimsoll-test/busybox';
export const healthy = { test: ['CMD', 'true'], interval: '500ms' };

/** Five services with health checks, a job, a volume, two networks, and a service whose profile is off. */
export const baseFile = (name: string): File => ({
	name,
	services: {
		db: {
			image,
			command: idle,
			environment: { POSTGRES_PASSWORD: 'hunter2', LOG_LEVEL: 'info' },
			volumes: ['data:/data'],
			healthcheck: healthy,
			networks: ['default', 'back'],
		},
		cache: { image, command: idle, healthcheck: healthy, networks: ['back'] },
		api: {
			build: './api',
			command: idle,
			environment: { LOG_LEVEL: 'info', GREETING: 'a b=c $$HOME' },
			ports: ['127.0.0.1::3000'],
			healthcheck: healthy,
			depends_on: { db: { condition: 'service_healthy' } },
			networks: ['default', 'back'],
		},
		worker: { image, command: idle, healthcheck: healthy, scale: 2, depends_on: ['cache'] },
		web: { image, command: idle, healthcheck: healthy, labels: { team: 'shop' }, env_file: ['web.env'] },
		migrate: { image, command: ['true'], depends_on: { db: { condition: 'service_healthy' } } },
		debug: { image, command: idle, profiles: ['debug'] },
	},
	networks: { default: {}, back: {} },
	volumes: { data: {} },
});

/** Changes a field of a service. */
export const set =
	(service: string, field: string, value: unknown) =>
	(file: File): void => {
		file.services[service]![field] = value;
	};
/** Removes a field of a service. */
export const unset =
	(service: string, field: string) =>
	(file: File): void => {
		delete file.services[service]![field];
	};
/** Changes variables of a service. */
export const env =
	(service: string, values: Json) =>
	(file: File): void => {
		file.services[service]!.environment = { ...(file.services[service]!.environment as Json), ...values };
	};
