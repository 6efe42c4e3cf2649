/** Optional parts of dockerode and Ink that plimsoll never calls; some are not installed, some cannot be loaded as ESM. */
const neverCalled = /^(@grpc\/grpc-js|@grpc\/proto-loader|protobufjs|ssh2|cpu-features|react-devtools-core)$/;
/** docker-modem's log of requests, which `DEBUG=*` would write over the screen, credentials included. */
const silenced = /^debug$/;

/**
 * Puts nothing in the place of packages without which the bundle works, and some of which cannot be bundled. No trick: it
 * has no switch.
 */
export const stubs = {
	name: 'stubs',
	setup(builder) {
		builder.onResolve({ filter: neverCalled }, ({ path: name }) => ({ path: name, namespace: 'stub' }));
		builder.onResolve({ filter: silenced }, ({ path: name }) => ({ path: name, namespace: 'silenced' }));
		builder.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({ contents: 'module.exports = { default: {} };' }));
		builder.onLoad({ filter: /.*/, namespace: 'silenced' }, () => ({ contents: 'module.exports = () => () => {};' }));
	},
};
