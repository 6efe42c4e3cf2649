import { createServer } from 'node:net';

/** Resolves to a free TCP port of an address; of all addresses by default. */
export function freePort(address?: string): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer().once('error', reject);
		probe.listen(0, address, () => {
			const found = probe.address();
			probe.close(() => resolve(typeof found === 'object' && found !== null ? found.port : 0));
		});
	});
}
