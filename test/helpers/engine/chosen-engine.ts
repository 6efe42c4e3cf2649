import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DockerdOptions, type OwnEngine, startDockerd } from './dockerd.js';
import { startPodman } from './podman.js';
import { findProgram, findStaticBusybox, installed } from './programs.js';

type FetchedEngine = DockerdOptions & { fetched: 'docker26' | 'docker28' | 'docker28-rootless' | 'podman5' };

/** The values of PLIMSOLL_TEST_ENGINE. `fetched` is the argument of scripts/engines.sh. */
export const fetchedEngines: Readonly<Record<string, FetchedEngine>> = {
	docker26: { fetched: 'docker26' },
	docker28: { fetched: 'docker28' },
	'docker28-containerd': { fetched: 'docker28', config: { features: { 'containerd-snapshotter': true } } },
	// The smallest version that Docker 29 accepts.
	'docker28-api44': { fetched: 'docker28', env: { DOCKER_MIN_API_VERSION: '1.44' } },
	'docker28-rootless': { fetched: 'docker28-rootless', rootlessUser: 4242 },
	podman5: { fetched: 'podman5' },
};

/** An engine that the tests can start, and the docker CLI that fits it. */
export type StartableEngine = {
	dockerCli: string | undefined;
	/** Starts the engine with everything of its own in `folder`; it may use the registry `insecureRegistry` (host:port). */
	start(folder: string, insecureRegistry?: string): Promise<OwnEngine>;
};

/** Returns the engine that PLIMSOLL_TEST_ENGINE names, or the dockerd of this machine. Throws the reason if there is none. */
export function startableEngine(name = process.env.PLIMSOLL_TEST_ENGINE): StartableEngine {
	const busybox = findStaticBusybox();
	if (process.platform !== 'linux' || process.getuid?.() !== 0) {
		throw new Error('an engine can be started on Linux by root only');
	}
	if (busybox === undefined) {
		throw new Error('a static busybox is not installed');
	}
	if (!name) {
		const dockerd = installed('dockerd');
		return { dockerCli: findProgram('docker'), start: folder => startDockerd(dockerd, busybox, folder) };
	}
	const chosen = fetchedEngines[name];
	if (chosen === undefined) {
		throw new Error(`PLIMSOLL_TEST_ENGINE is ${name}, not one of ${Object.keys(fetchedEngines).join(', ')}`);
	}
	const programs = path.join(fetchEngine(chosen.fetched), 'bin');
	if (chosen.fetched === 'podman5') {
		const podman = path.join(programs, 'podman');
		return { dockerCli: findProgram('docker'), start: (folder, registry) => startPodman(podman, folder, registry) };
	}
	const dockerd = path.join(programs, 'dockerd');
	return {
		dockerCli: path.join(programs, 'docker'),
		// BuildKit leaves out lines of a step that prints faster than 100 KiB a second. That of 20.10 has no such switch.
		start: folder =>
			startDockerd(dockerd, busybox, folder, {
				...chosen,
				env: { BUILDKIT_STEP_LOG_MAX_SPEED: '-1', ...chosen.env },
			}),
	};
}

/** Returns the folder of the engine's programs, which is fetched once and kept. */
function fetchEngine(name: string): string {
	const script = fileURLToPath(new URL('../../../scripts/engines.sh', import.meta.url));
	return execFileSync('bash', [script, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}
