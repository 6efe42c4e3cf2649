import type { Engine } from '../../../../source/engine/engine.js';
import { treeIn } from '../../../../source/state/selectors.js';
import { type Dashboard, openDashboard } from '../../../helpers/dashboard.js';
import type { Scene } from '../../../helpers/engine/scene.js';
import { nextSubnet } from '../../../helpers/engine/subnets.js';

type ServiceOptions = {
	readonly dependsOn?: string;
	readonly number?: number;
	readonly folder?: string;
	readonly labels?: Readonly<Record<string, string>>;
	readonly command?: readonly string[];
	/** A command of a health check, which is run every second. */
	readonly health?: string;
	readonly hostConfig?: Readonly<Record<string, unknown>>;
	/** False to create it only. */
	readonly started?: boolean;
};

/** A process that only waits, and ends at once on a signal. */
const idle = ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 3600 & wait $!; done'];
const second = 1e9;

/** Makes containers with the labels of compose 2.40, without compose: the verbs need nothing else. */
export function createProject(scene: Scene, name = `shop${scene.mark}`) {
	const resource = (kind: 'network' | 'volume', key: string) => ({
		'com.docker.compose.project': name,
		[`com.docker.compose.${kind}`]: key,
	});
	const undo: string[] = [];
	return {
		name,
		/** Makes a replica of a service and starts it; resolves to its id. */
		service(service: string, options: ServiceOptions = {}): Promise<string> {
			const { dependsOn = '', number = 1, folder = '/srv/shop', labels = {}, command = idle, health } = options;
			const config = {
				Labels: {
					'com.docker.compose.project': name,
					'com.docker.compose.service': service,
					'com.docker.compose.container-number': String(number),
					'com.docker.compose.project.working_dir': folder,
					'com.docker.compose.oneoff': 'False',
					'com.docker.compose.config-hash': 'e3b0c442',
					'com.docker.compose.depends_on': dependsOn,
					...labels,
				},
				...(health && {
					Healthcheck: {
						Test: ['CMD-SHELL', health],
						Interval: second,
						Timeout: 10 * second,
						Retries: 1,
						StartPeriod: health.includes('-f') ? 600 * second : 0,
					},
				}),
			};
			const word = `${service}-${number}${folder === '/srv/shop' ? '' : folder.replaceAll('/', '-')}`;
			return options.started === false
				? scene.create(word, command, config, options.hostConfig)
				: scene.run(word, command, config, options.hostConfig);
		},
		async network(key: string): Promise<string> {
			const IPAM = { Config: [{ Subnet: nextSubnet(216) }] };
			const body = { Name: `${name}_${key}`, Driver: 'bridge', Internal: true, IPAM, Labels: resource('network', key) };
			await scene.post('/networks/create', body);
			undo.push(`/networks/${name}_${key}`);
			return `${name}_${key}`;
		},
		async volume(key: string): Promise<string> {
			await scene.post('/volumes/create', { Name: `${name}_${key}`, Labels: resource('volume', key) });
			undo.push(`/volumes/${name}_${key}?force=1`);
			return `${name}_${key}`;
		},
		/** Removes the networks and volumes; the containers are removed with the scene. */
		async clear(): Promise<void> {
			await Promise.all(undo.splice(0).map(route => scene.delete(route).catch(() => undefined)));
		},
	};
}

/** Opens a dashboard with grouped containers. */
export async function openGrouped(engine: Engine, confirm: 'all' | 'destructive' | 'none'): Promise<Dashboard> {
	const app = await openDashboard({ engine, preferences: { confirm } });
	await app.until(({ lists }) =>
		[lists.containers, lists.networks, lists.volumes].every(({ status }) => status === 'ready'),
	);
	await app.press('.');
	return app;
}

/** Moves the selection to a project, a service or a container by its name. */
export async function goTo(app: Dashboard, name: string, below = ''): Promise<void> {
	await app.until(state => treeIn(state).rows.some(({ item }) => item.name === name));
	// Rows of other tests may come and go between two keys.
	for (let tries = 0; tries < 10; tries++) {
		const { rows } = treeIn(app.state());
		const from = below === '' ? 0 : rows.findIndex(({ item }) => item.name === below);
		const at = rows.findIndex(({ item }, index) => index >= from && item.name === name);
		await app.press('home', ...Array.from({ length: at }, () => 'down'));
		if (at >= 0 && app.state().panes.containers.selected === rows[at]?.key) {
			return;
		}
	}
	throw new Error(`${name} cannot be selected:\n${app.text()}`);
}

/** Waits for the end of the last task and returns it. */
export async function taskEnd(app: Dashboard) {
	await app.until(({ tasks }) => tasks.length > 0 && tasks.every(({ status }) => status !== 'running'));
	return app.state().tasks.at(-1)!;
}

/** The rows of the last task, as `web-1: stopped`. */
export function taskRows(app: Dashboard): readonly string[] {
	const progress = app.state().tasks.at(-1)?.progress;
	return progress?.kind === 'compose' ? progress.up.rows.map(({ name, status }) => `${name}: ${status}`.trim()) : [];
}
