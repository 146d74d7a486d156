/** The network of particles and binder: what builders make (the core's input format). */
export {
  evenFibres,
  fibreOwners,
  fibresOf,
  firstFibres,
  Held,
  type NetworkData,
  NodeKind,
  SideKind,
} from '../core/network.js';
