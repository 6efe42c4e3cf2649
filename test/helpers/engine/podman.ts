import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startDaemon } from './daemon.js';
import { endLeftovers, type OwnEngine, removeContainers } from './dockerd.js';
import { request } from './http.js';

/** Starts Podman's service with everything of its own in `folder`. */
export async function startPodman(
	podman: string,
	folder: string,
	insecureRegistry: string | undefined,
): Promise<OwnEngine> {
	const host = `unix://${path.join(folder, 'docker.sock')}`;
	const registries = path.join(folder, 'registries.conf');
	const insecure = insecureRegistry ? `[[registry]]\nlocation = "${insecureRegistry}"\ninsecure = true\n` : '';
	mkdirSync(folder, { recursive: true });
	writeFileSync(registries, `short-name-mode = "permissive"\n${insecure}`);
	const args = ['--root', path.join(folder, 'data'), '--runroot', path.join(folder, 'exec')];
	args.push('--tmpdir', path.join(folder, 'libpod'), '--network-config-dir', path.join(folder, 'networks'));
	args.push('system', 'service', '--time', '0', host);
	const start = () =>
		startDaemon(podman, args, {
			log: path.join(folder, 'podman.log'),
			answers: async () => (await request(host, 'GET', '/_ping')).status === 200,
			env: { CONTAINERS_REGISTRIES_CONF: registries },
		});
	let daemon = await start();
	return {
		get pid() {
			return daemon.pid;
		},
		host,
		end: signal => daemon.stop(signal),
		async startAgain() {
			daemon = await start();
		},
		async stop() {
			await removeContainers(host).catch(() => undefined);
			await daemon.stop();
			await endLeftovers(folder);
		},
	};
}
