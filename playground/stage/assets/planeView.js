export class PlaneView {}
