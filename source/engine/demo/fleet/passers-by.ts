import { EngineError } from '../../errors.js';
import { containerEvent } from '../containers/container-event.js';
import { buildRecord } from '../containers/container-record.js';
import { startContainer } from '../containers/life.js';
import { pick, unit } from '../world/random.js';
import type { World } from '../world/world.js';

const minute = 60_000;
const errands = ['backup', 'report', 'thumbnails', 'reindex', 'invoice-run'];

/** Simulates another user who runs a short-lived container (`docker run --rm`) about once a minute. */
export function passersBy(world: World): void {
	const visit = (at: number, count: number) => {
		world.timeline.schedule(at + minute * (0.7 + 0.6 * unit(world.seed, count)), next => visit(next, count + 1));
		const name = `${pick(errands, count)}-${count}`;
		if (world.byName(name)) {
			return;
		}
		try {
			runErrand(world, name, at);
		} catch (error) {
			// The user has removed the image or the network of the container, so its `docker run` fails.
			if (!(error instanceof EngineError)) {
				throw error;
			}
		}
	};
	world.timeline.schedule(world.now() + 25_000, at => visit(at, 1));
}

function runErrand(world: World, name: string, at: number): void {
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
