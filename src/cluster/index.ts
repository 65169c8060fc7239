export { NodeLost } from './cluster.events.js';
export { ClusterModule } from './cluster.module.js';
export { NodeRegistry, NODES_KEY } from './node-registry.js';
