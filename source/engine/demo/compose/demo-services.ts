import { containerFixtures } from '../fleet/fixture-containers.js';
import type { ContainerConfig, HostConfig } from '../world/model.js';

/** A service of a demo project: the options of its containers, as the project's file has them. */
export type DemoService = {
	readonly name: string;
	readonly image: string;
	readonly config: ContainerConfig;
	readonly host: HostConfig;
	readonly networks: readonly string[];
	readonly scale: number;
	/** Service → true if it waits for its health. */
	readonly dependsOn: Readonly<Record<string, boolean>>;
	readonly profiles: readonly string[];
};

export type DemoProject = { readonly name: string; readonly folder: string; readonly services: readonly DemoService[] };

/** The service that a container of the fleet was made from. */
function fromFleet(name: string, dependsOn: DemoService['dependsOn'] = {}): DemoService {
	const fixture = containerFixtures.find(each => each.name === name)!;
	const { config = {}, host = {}, networks = [], image } = fixture;
	const { Labels: _, ...own } = config;
	return { name, image, config: own, host, networks, scale: 1, dependsOn, profiles: [] };
}

/** The projects of the fleet as they were when they started. */
export const startedProjects: readonly DemoProject[] = [
	{
		name: 'shop',
		folder: '/home/ada/shop',
		services: [
			fromFleet('db'),
			fromFleet('cache'),
			fromFleet('api', { db: true, cache: false }),
			fromFleet('web', { api: true }),
			fromFleet('worker', { cache: false }),
			fromFleet('migrate', { db: true }),
		],
	},
	{ name: 'edge', folder: '/home/ada/edge', services: [fromFleet('proxy')] },
];

function edited(service: DemoService): DemoService {
	const { config, host } = service;
	switch (service.name) {
		case 'db':
			return { ...service, config: { ...config, Healthcheck: { ...config.Healthcheck, Interval: 30e9 } } };
		case 'api':
			return {
				...service,
				config: { ...config, Env: ['API_TOKEN=n3wS3cret', 'LOG_LEVEL=debug'] },
				host: {
					...host,
					PortBindings: { ...host.PortBindings, '9229/tcp': [{ HostIp: '127.0.0.1', HostPort: '9229' }] },
				},
			};
		case 'worker':
			return { ...service, scale: 2 };
		default:
			return service;
	}
}

const mailer: DemoService = {
	...fromFleet('worker'),
	name: 'mailer',
	config: { Env: ['SMTP_HOST=mail.example.com'] },
	scale: 1,
	dependsOn: { db: true },
};

/** Its port belongs to the container `legacy`: with its profile on, `up` fails. */
const debug: DemoService = {
	...fromFleet('web'),
	name: 'debug',
	config: {},
	host: { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '8080' }] } },
	profiles: ['debug'],
};

/** The same projects as their files are now: somebody has edited them since. */
export const editedProjects: readonly DemoProject[] = startedProjects.map(project =>
	project.name === 'shop' ? { ...project, services: [...project.services.map(edited), mailer, debug] } : project,
);
