use geo_types::geometry::*;

use crate::{
    errors::Result,
    transform::{Transform, TransformClosure},
};

impl Transform for Coord {
    fn transform_coordinates<F: TransformClosure>(&mut self, f: &mut F) -> Result<()> {
        let mut xy = (self.x, self.y);
        xy.transform_coordinates(f)?;
        *self = Coord::from(xy);
        Ok(())
    }
}

impl Transform for Point {
    fn transform_coordinates<F: TransformClosure>(&mut self, f: &mut F) -> Result<()> {
        self.0.transform_coordinates(f)
    }
}

impl Transform for MultiPoint {
    fn transform_coordinates<F: TransformClosure>(&mut self, f: &mut F) -> Result<()> {
        self.iter_mut()
            .try_for_each(|point| point.transform_coordinates(f))
    }
}

impl Transform for Line {
    fn transform_coordinates<F: TransformClosure>(&mut self, f: &mut F) -> Result<()> {
        let (mut start, mut end) = self.points();
        start.transform_coordinates(f)?;
        end.transform_coordinates(f)?;
        *self = Line::new(start, end);
        Ok(())
    }
}

impl Transform for LineString {
    fn transform_coordinates<F: TransformClosure>(&mut self, f: &mut F) -> Result<()> {
        self.coords_mut()
            .try_for_each(|coord| coord.transform_coordinates(f))
    }
}

impl Transform for MultiLineString {
    fn transform_coordinates<F: TransformClosure>(&mut self, f: &mut F) -> Result<()> {
        self.iter_mut()
            .try_for_each(|line_string| line_string.transform_coordinates(f))
    }
}

impl Transform for Polygon {
    fn transform_coordinates<F: TransformClosure>(&mut self, f: &mut F) -> Result<()> {
        self.try_exterior_mut(|exterior| exterior.transform_coordinates(f))?;
        self.try_interiors_mut(|interiors| {
            for interior in interiors {
                interior.transform_coordinates(f)?
            }
            Ok(())
        })
    }
}

impl Transform for MultiPolygon {
    fn transform_coordinates<F: TransformClosure>(&mut self, f: &mut F) -> Result<()> {
        self.iter_mut()
            .try_for_each(|polygon| polygon.transform_coordinates(f))
    }
}

impl Transform for Rect {
    fn transform_coordinates<F: TransformClosure>(&mut self, f: &mut F) -> Result<()> {
        let (mut min, mut max) = (self.min(), self.max());
        min.transform_coordinates(f)?;
        max.transform_coordinates(f)?;
        *self = Rect::new(min, max);
        Ok(())
    }
}

impl Transform for Triangle {
    fn transform_coordinates<F: TransformClosure>(&mut self, f: &mut F) -> Result<()> {
        let (mut v1, mut v2, mut v3) = (self.v1(), self.v2(), self.v3());
        v1.transform_coordinates(f)?;
        v2.transform_coordinates(f)?;
        v3.transform_coordinates(f)?;
        *self = Triangle::unchecked_winding(v1, v2, v3);
        Ok(())
    }
}

impl Transform for Geometry {
    fn transform_coordinates<F: TransformClosure>(&mut self, f: &mut F) -> Result<()> {
        match self {
            Geometry::Point(geometry) => geometry.transform_coordinates(f),
            Geometry::Line(geometry) => geometry.transform_coordinates(f),
            Geometry::LineString(geometry) => geometry.transform_coordinates(f),
            Geometry::Polygon(geometry) => geometry.transform_coordinates(f),
            Geometry::MultiPoint(geometry) => geometry.transform_coordinates(f),
            Geometry::MultiLineString(geometry) => geometry.transform_coordinates(f),
            Geometry::MultiPolygon(geometry) => geometry.transform_coordinates(f),
            Geometry::Rect(geometry) => geometry.transform_coordinates(f),
            Geometry::Triangle(geometry) => geometry.transform_coordinates(f),
            Geometry::GeometryCollection(geometry) => geometry.transform_coordinates(f),
        }
    }
}

impl Transform for GeometryCollection {
    fn transform_coordinates<F: TransformClosure>(&mut self, f: &mut F) -> Result<()> {
        self.0
            .iter_mut()
            .try_for_each(|geometry| geometry.transform_coordinates(f))
    }
}
