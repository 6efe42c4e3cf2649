/** Optional parts of dockerode and Ink that plimsoll never calls; some are not installed, some cannot be loaded as ESM. */
const neverCalled = /^(@grpc\/grpc-js|@grpc\/proto-loader|protobufjs|ssh2|cpu-features|react-devtools-core)$/;
/** docker-modem's log of requests, which `DEBUG=*` would write over the screen, credentials included. */
const silenced = /^debug$/;

/** Replaces packages by nothing: the bundle works without them, and some of them cannot be bundled. */
export const stubs = {
	name: 'stubs',
	setup(builder) {
		builder.onResolve({ filter: neverCalled }, ({ path: name }) => ({ path: name, namespace: 'stub' }));
		builder.onResolve({ filter: silenced }, ({ path: name }) => ({ path: name, namespace: 'silenced' }));
		builder.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({ contents: 'module.exports = { default: {} };' }));
		builder.onLoad({ filter: /.*/, namespace: 'silenced' }, () => ({ contents: 'module.exports = () => () => {};' }));
	},
};
