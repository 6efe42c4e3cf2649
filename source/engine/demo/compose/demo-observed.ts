import type { Observed } from '../../../domain/compose/plan/observed.js';
import type { Raw } from '../../../domain/run/inspect/raw.js';
import { containerDetail, containerRow } from '../containers/container-facts.js';
import { imageDetail } from '../images/image-facts.js';
import { networkDetail } from '../storage/network-calls.js';
import type { World } from '../world/world.js';

/** The world's side of a plan. The demo's volumes are external and exist, so that a plan does not need them. */
export function observeWorld(world: World, project: string): Observed {
	const containers = [...world.containers.values()]
		.filter(({ config }) => config.Labels?.['com.docker.compose.project'] === project)
		.sort((a, b) => b.createdAt - a.createdAt)
		.map(record => {
			const image = world.images.get(record.imageId);
			return {
				container: containerRow(world, record),
				inspect: containerDetail(world, record).raw as Raw,
				image: image && (imageDetail(image).raw as Raw),
			};
		});
	const networks = [...world.networks.values()].map(record => {
		const { network, raw } = networkDetail(world, record);
		return { network, inspect: raw as Raw };
	});
	return { containers, imageIds: imageIds(world), networks, volumes: [] };
}

/** Images by each of their names, with and without the tag `latest`. */
const imageIds = (world: World): ReadonlyMap<string, string> =>
	new Map(
		[...world.images.values()].flatMap(({ id, tags }) =>
			tags.flatMap(tag => [[tag, id] as const, [tag.replace(/:latest$/, ''), id] as const]),
		),
	);
