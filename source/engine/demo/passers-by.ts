import { containerEvent } from './container-event.js';
import { buildRecord } from './container-record.js';
import { startContainer } from './life.js';
import { pick, unit } from './random.js';
import type { World } from './world.js';

const minute = 60_000;
const errands = ['backup', 'report', 'thumbnails', 'reindex', 'invoice-run'];

/** Every minute or so somebody runs a short-lived container (`docker run --rm`), which ends and is gone again. */
export function passersBy(world: World): void {
	const visit = (at: number, count: number) => {
		const name = `${pick(errands, count)}-${count}`;
		if (!world.byName(name)) {
			const container = buildRecord(world, {
				name,
				image: 'postgres:16',
				program: 'backup',
				config: { Cmd: ['pg_dump', '-h', 'db', 'shop'], Labels: { cron: 'true' } },
				hostConfig: {
					AutoRemove: true,
					NanoCpus: 1e9,
					Memory: 2 ** 28,
					Binds: ['shop_backup:/backup'],
					Tmpfs: { '/var/lib/postgresql/data': '' },
				},
				networks: ['shop_default'],
				createdAt: at,
			});
			world.add(container);
			containerEvent(world, container, 'create');
			startContainer(world, container);
		}
		world.timeline.schedule(at + minute * (0.7 + 0.6 * unit(world.seed, count)), next => visit(next, count + 1));
	};
	world.timeline.schedule(world.now() + 25_000, at => visit(at, 1));
}
